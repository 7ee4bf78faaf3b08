//! Native tests of the rules.
