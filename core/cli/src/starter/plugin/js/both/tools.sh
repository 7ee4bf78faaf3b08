# What building this plugin needs, on a machine with Node.js 20 or later.
npm install --no-audit --no-fund
