# Python's concurrent package. Its only module is concurrent.futures.
