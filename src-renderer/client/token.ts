const STORAGE_KEY = 'wheelhouse.token'
const HASH_PREFIX = '#token='

export interface TokenPorts {
  readonly location: Pick<Location, 'hash' | 'pathname' | 'search'>
  readonly history: Pick<History, 'replaceState'>
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>
}

/**
 * The access token of this tab. It arrives behind `#token=` in the address that the engine printed, which browsers
 * never send to a server; it is kept for the tab's life and taken out of the address, so that it is not copied or bookmarked.
 *
 * @returns the token, or undefined when the page was opened without one.
 */
export function takeToken({ location, history, storage }: TokenPorts): string | undefined {
  if (!location.hash.startsWith(HASH_PREFIX)) return storage.getItem(STORAGE_KEY) ?? undefined
  const token = decodeURIComponent(location.hash.slice(HASH_PREFIX.length))
  history.replaceState(null, '', location.pathname + location.search)
  if (token === '') return undefined
  storage.setItem(STORAGE_KEY, token)
  return token
}
