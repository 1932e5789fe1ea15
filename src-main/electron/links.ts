import { type LinkId, PRODUCT_PAGES } from '../../src-contract/index.ts'
import { EngineError, InvariantError } from '../base/index.ts'
import type { ElectronApi, EngineService } from './ports.ts'

/** Hosts of this machine, as a browser writes them. */
const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]'])

export interface LinkOptions {
  readonly shell: Pick<ElectronApi['shell'], 'openExternal'>
  readonly engine: Pick<EngineService, 'browserAddress'>
}

/**
 * Opens one of the named addresses in the user's browser. The page can name one; it can never say an address.
 * Throws an `EngineError` `NOT_READY` for the web interface while no engine runs.
 */
export async function openLink(link: LinkId, { shell, engine }: LinkOptions): Promise<void> {
  const address = link === 'webInterface' ? webInterface(engine) : PRODUCT_PAGES[link]
  // The message leaves the address out: that of the web interface carries the access token.
  if (!isSafeToOpen(link, address)) throw new InvariantError(`The address of the link ${link} must not be opened`)
  await shell.openExternal(address)
}

function webInterface(engine: LinkOptions['engine']): string {
  const address = engine.browserAddress
  if (address !== undefined) return address
  throw new EngineError('NOT_READY', 'The engine is not running, so there is no web interface to open')
}

/** The engine of this machine has no certificate; every other page must. */
function isSafeToOpen(link: LinkId, address: string): boolean {
  const url = URL.parse(address)
  if (url === null || url.username !== '' || url.password !== '') return false
  if (url.protocol === 'https:') return true
  return link === 'webInterface' && url.protocol === 'http:' && LOOPBACK_HOSTS.has(url.hostname)
}
