"""Every picture that the documents show, made by `python -m docs.pictures`."""
