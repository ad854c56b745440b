// The page in its frame. An object, so that a test can look on instead of losing its page.

export const frame = { reload: () => location.reload() };
