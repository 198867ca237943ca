"""Everything in this process's memory: for tests, trials, and as the plainest statement of what a storage does."""
