import { strict } from '../wire/strict.ts'
import type { PageRequest } from '../wire/messages.ts'
import { app } from './app.ts'
import { record } from './records.ts'

export type Handler = (request: Request) => Response | Promise<Response>
export interface Scheme {
  readonly scheme: string
  readonly privileges?: Readonly<Record<string, boolean>>
}

/** Served under https, where all of this holds; without it the program's pages would be another kind of page. */
const NEEDED_PRIVILEGES = ['standard', 'secure', 'supportFetchAPI']

const handlers = new Map<string, Handler>()

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(schemes: readonly Scheme[]): void {
    if (app.isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const { scheme, privileges = {} } of schemes) {
      const missing = NEEDED_PRIVILEGES.filter((privilege) => privileges[privilege] !== true)
      if (missing.length > 0) throw new Error(`the scheme ${scheme} lacks ${missing.join(', ')}`)
      if (privileges['bypassCSP'] === true) throw new Error(`the scheme ${scheme} bypasses its own policy`)
    }
    record('protocol.registerSchemesAsPrivileged', schemes)
  },

  handle(scheme: string, handler: Handler): void {
    if (!app.isReady()) throw new Error('protocol.handle may only be called after app is ready')
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    handlers.set(scheme, handler)
  },

  unhandle(scheme: string): void {
    handlers.delete(scheme)
  },

  isProtocolHandled(scheme: string): boolean {
    return handlers.has(scheme)
  },
})

/** The program's own answer to a request; undefined where the scheme is not its own. */
export async function answerOf({ url, method, headers }: PageRequest): Promise<Response | undefined> {
  const scheme = URL.parse(url)?.protocol.slice(0, -1) ?? ''
  return handlers.get(scheme)?.(new Request(url, { method, headers: { ...headers } }))
}
