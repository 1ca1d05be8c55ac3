"""The closing case: find what is wrong with a store, plan, and see the plan replayed."""
