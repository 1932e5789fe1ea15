/** Texts by name, kept beside the page. */
export interface TextStorage {
  read(name: string): string | undefined
  write(name: string, text: string): void
}

/**
 * Keeps texts as long as the tab of the page. A browser may refuse, when it is told to keep nothing or has
 * no room: then they are kept only until the page is loaded anew.
 */
export function sessionTexts(): TextStorage {
  return {
    read: (name) => attempt(() => sessionStorage.getItem(name)) ?? undefined,
    write: (name, text) => attempt(() => sessionStorage.setItem(name, text)),
  }
}

function attempt<Result>(act: () => Result): Result | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}
