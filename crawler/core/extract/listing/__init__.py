"""What a listing page leads to: article links, next pages, sections."""
