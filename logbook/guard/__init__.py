"""What stands guard: how often one may call, what may be said in a message, who fell at work."""
