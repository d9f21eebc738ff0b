"""The only heavy imports: the name model, the sentence encoder, the clusterer."""
