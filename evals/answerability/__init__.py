"""Does this sentence answer this question? The data set, and the training of the small model that ships."""
