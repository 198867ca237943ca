"""Access tokens as signed JSON Web Tokens, through PyJWT."""
