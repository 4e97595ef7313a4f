"""What touches the network: requests, credentials, errors, updates."""
