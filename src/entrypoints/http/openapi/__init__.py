"""The API's own description, made from the routes, their signatures and the types in them."""
