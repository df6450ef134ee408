"""Where everything is put together: settings, addresses, servers, command line."""
