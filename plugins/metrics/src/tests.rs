//! Whole maps with figures through the plugin.
