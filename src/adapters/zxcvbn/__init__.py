"""Passwords that are guessed first, through zxcvbn."""
