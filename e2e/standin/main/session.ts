import { strict, StrictEmitter } from '../wire/strict.ts'
import type { PageRequest } from '../wire/messages.ts'
import { app } from './app.ts'
import { protocol } from './protocol.ts'
import { record } from './records.ts'

type Callback<T> = (value: T) => void
type RequestListener = (details: object, callback: Callback<{ cancel?: boolean }>) => void
type PermissionRequestHandler = (
  ...args: [contents: unknown, permission: string, callback: Callback<boolean>, details: object]
) => void
type PermissionCheckHandler = (
  ...args: [contents: unknown, permission: string, requestingOrigin: string, details: object]
) => boolean

/** Electron's names of the permissions that a page can ask for, each with Chromium's name of the same. */
const PERMISSIONS: readonly (readonly [string, string])[] = [
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['midi', 'midi'],
  ['media', 'camera'],
  ['media', 'microphone'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-sanitized-write', 'clipboard-write'],
  ['idle-detection', 'idle-detection'],
  ['window-management', 'window-management'],
]

export class WebRequest extends StrictEmitter {
  #listener: RequestListener | undefined

  onBeforeRequest(first: unknown, second?: RequestListener | null): void {
    if (second === undefined) this.#listener = (first as RequestListener | null) ?? undefined
    else if (isEverything(first)) this.#listener = second ?? undefined
    else throw new Error('not in the stand-in: a filter of webRequest.onBeforeRequest other than <all_urls>')
  }

  /** Whether the program lets the request go on. */
  allows(request: PageRequest): Promise<boolean> {
    const listener = this.#listener
    if (listener === undefined) return Promise.resolve(true)
    const { url, method, resourceType, windowId } = request
    return new Promise((resolve) => {
      listener({ id: 0, url, method, resourceType, webContentsId: windowId, timestamp: 0 }, ({ cancel }) =>
        resolve(cancel !== true),
      )
    })
  }
}

function isEverything(filter: unknown): boolean {
  const urls = (filter as { urls?: readonly string[] } | null)?.urls ?? []
  return urls.includes('<all_urls>')
}

/** Settings that have no effect here, but are looked at by specs. */
const RECORDED_SETTINGS = [
  'setDevicePermissionHandler',
  'setDisplayMediaRequestHandler',
  'setBluetoothPairingHandler',
  'setCertificateVerifyProc',
  'setSpellCheckerEnabled',
  'setSpellCheckerLanguages',
  'setSpellCheckerDictionaryDownloadURL',
] as const

export class Session extends StrictEmitter {
  readonly webRequest = new WebRequest()
  readonly protocol = protocol
  #requestHandler: PermissionRequestHandler | undefined
  #checkHandler: PermissionCheckHandler | undefined

  setPermissionRequestHandler(handler: PermissionRequestHandler | null): void {
    this.#requestHandler = handler ?? undefined
  }

  setPermissionCheckHandler(handler: PermissionCheckHandler | null): void {
    this.#checkHandler = handler ?? undefined
  }

  /** Chromium's names of what the program denies to a page. Each permission is asked for once, when a window opens. */
  async deniedPermissions(contents: unknown, url: string, origin: string): Promise<readonly string[]> {
    const details = { requestingUrl: url, securityOrigin: `${origin}/`, isMainFrame: true }
    const answers = PERMISSIONS.map(async ([permission, chromiumName]) => {
      const checked = this.#checkHandler?.(contents, permission, origin, details) ?? true
      const granted = checked && (await this.#asked(contents, permission, details))
      return granted ? [] : [chromiumName]
    })
    return (await Promise.all(answers)).flat()
  }

  #asked(contents: unknown, permission: string, details: object): Promise<boolean> {
    const handler = this.#requestHandler
    if (handler === undefined) return Promise.resolve(true)
    return new Promise((resolve) => handler(contents, permission, resolve, details))
  }
}

for (const setting of RECORDED_SETTINGS) {
  Object.defineProperty(Session.prototype, setting, {
    value: (...args: readonly unknown[]): void => record(`session.${setting}`, ...args),
  })
}

const defaultSession = new Session()

export const session = strict('session', {
  get defaultSession(): Session {
    if (!app.isReady()) throw new Error('Session can only be received when app is ready')
    return defaultSession
  },
})
