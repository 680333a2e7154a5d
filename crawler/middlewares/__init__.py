"""What sees a request or a response on its way: each module says what it may change."""
