"""Read models: what queries answer with. Storages fill them, entrypoints show them as they are."""
