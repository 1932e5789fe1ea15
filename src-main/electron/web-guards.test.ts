import { EventEmitter } from 'node:events'
import type { OnBeforeRequestListenerDetails } from 'electron/main'
import { describe, expect, it } from 'vitest'
import { RecordingLogger } from './testing/recording-logger.ts'
import {
  type GuardedApp,
  type GuardedContents,
  type GuardedSession,
  guardApp,
  guardContents,
  guardSession,
} from './web-guards.ts'

type Check = NonNullable<Parameters<GuardedSession['setPermissionCheckHandler']>[0]>
type Ask = NonNullable<Parameters<GuardedSession['setPermissionRequestHandler']>[0]>
type Permission = Parameters<Ask>[1]

const OWN = 'app://wheelhouse/index.html'
const FOREIGN = [
  'https://evil.example/',
  'app://wheelhouse.evil.example/',
  'app://wheelhouse@evil.example/',
  'https://evil.example/?app://wheelhouse/',
  'data:text/html,hello',
  'blob:app://wheelhouse/1',
  'about:blank',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'http://127.0.0.1:4000/',
]

/** Keeps the handlers that a session is given. */
class FakeSession extends EventEmitter {
  check: Check | null = null
  ask: Ask | null = null
  device: unknown
  displayMedia: unknown
  beforeRequest: ((details: OnBeforeRequestListenerDetails, callback: (answer: unknown) => void) => void) | undefined
  readonly spellCheck: unknown[] = []
  readonly webRequest = {
    onBeforeRequest: (listener: NonNullable<FakeSession['beforeRequest']>) => (this.beforeRequest = listener),
  }

  setPermissionCheckHandler = (handler: Check | null): void => void (this.check = handler)
  setPermissionRequestHandler = (handler: Ask | null): void => void (this.ask = handler)
  setDevicePermissionHandler = (handler: unknown): void => void (this.device = handler)
  setDisplayMediaRequestHandler = (handler: unknown): void => void (this.displayMedia = handler)
  setSpellCheckerEnabled = (enabled: boolean): void => void this.spellCheck.push(enabled)
  setSpellCheckerLanguages = (languages: string[]): void => void this.spellCheck.push(languages)
}

function guardedSession(isPackaged = true) {
  const session = new FakeSession()
  const logger = new RecordingLogger()
  guardSession(session as unknown as GuardedSession, { isPackaged, logger })
  const isAllowed = (permission: Permission, url: string, isMainFrame = true): boolean[] => {
    const answers: boolean[] = []
    const contents = undefined as unknown as Parameters<Ask>[0]
    session.ask?.(contents, permission, (granted) => answers.push(granted), { requestingUrl: url, isMainFrame })
    answers.push(session.check?.(null, permission, url, { requestingUrl: url, isMainFrame }) === true)
    return answers
  }
  const isCancelled = (url: string, resourceType = 'script'): unknown => {
    let answer: unknown
    session.beforeRequest?.({ url, resourceType } as OnBeforeRequestListenerDetails, (given) => (answer = given))
    return answer
  }
  return { session, logger, isAllowed, isCancelled }
}

describe('guardSession', () => {
  it.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'fullscreen', 'hid', 'openExternal', 'unknown'])(
    'denies the page the permission %s, asked or checked',
    (permission) => {
      expect(guardedSession().isAllowed(permission as Permission, OWN)).toEqual([false, false])
    },
  )

  it('lets the page itself copy text, and nobody else', () => {
    const { isAllowed, logger } = guardedSession()
    expect(isAllowed('clipboard-sanitized-write', OWN)).toEqual([true, true])
    expect(isAllowed('clipboard-sanitized-write', OWN, false)).toEqual([false, false])
    expect(isAllowed('clipboard-sanitized-write', 'https://evil.example/')).toEqual([false, false])
    expect(logger.faults.map(({ fields }) => fields['url'])).toEqual([OWN, 'https://evil.example/'])
  })

  it('gives out no devices and no screens', () => {
    const { session } = guardedSession()
    const given: unknown[] = []
    ;(session.displayMedia as (request: unknown, callback: (streams: unknown) => void) => void)({}, (streams) =>
      given.push(streams),
    )
    expect([given, (session.device as () => boolean)()]).toEqual([[null], false])
  })

  it('cancels downloads', () => {
    const { session, logger } = guardedSession()
    const event = preventable()
    session.emit('will-download', event, { getURL: () => 'app://wheelhouse/x.exe' })
    expect([event.isPrevented, logger.faults.length]).toEqual([true, 1])
  })

  it.each([...FOREIGN, 'wss://evil.example/', 'devtools://devtools/bundled/inspector.html'])(
    'lets no request to %s out of a packaged program',
    (url) => {
      const { isCancelled, logger } = guardedSession()
      expect(isCancelled(url)).toEqual({ cancel: true })
      expect(logger.faults.map(({ fields }) => fields)).toEqual([{ url, type: 'script' }])
    },
  )

  it('lets through what the page consists of, and the developer tools where there are some', () => {
    const { isCancelled } = guardedSession()
    expect(isCancelled('app://wheelhouse/assets/index-1.js')).toEqual({ cancel: false })
    expect(isCancelled('data:image/svg+xml,<svg/>', 'image')).toEqual({ cancel: false })
    expect(guardedSession(false).isCancelled('devtools://devtools/bundled/inspector.html')).toEqual({ cancel: false })
    expect(guardedSession(false).isCancelled('https://evil.example/')).toEqual({ cancel: true })
  })

  it('checks no spelling, which would fetch dictionaries', () => {
    expect(guardedSession().session.spellCheck).toEqual([false, []])
  })
})

describe('guardContents', () => {
  function guarded() {
    const openHandlers: ((details: { url: string }) => { action: string })[] = []
    const contents = Object.assign(new EventEmitter(), {
      setWindowOpenHandler: (handler: (details: { url: string }) => { action: string }) => openHandlers.push(handler),
    })
    const logger = new RecordingLogger()
    guardContents(contents as unknown as GuardedContents, logger)
    return { contents, logger, openHandlers }
  }

  const EVENTS = ['will-navigate', 'will-redirect', 'will-frame-navigate']

  it.each(EVENTS.flatMap((name) => FOREIGN.map((url) => [name, url])))('prevents %s to %s', (name, url) => {
    const { contents, logger } = guarded()
    const event = { ...preventable(), url, isMainFrame: true }
    contents.emit(name, event)
    expect([event.isPrevented, logger.faults.length]).toEqual([true, 1])
  })

  it.each(EVENTS)('leaves %s to the page itself alone, except inside a frame', (name) => {
    const { contents } = guarded()
    const top = { ...preventable(), url: OWN, isMainFrame: true }
    const inner = { ...preventable(), url: OWN, isMainFrame: false }
    contents.emit(name, top)
    contents.emit(name, inner)
    expect([top.isPrevented, inner.isPrevented]).toEqual([false, true])
  })

  it('opens no windows, not even of the page itself, embeds no views and lets no page stay', () => {
    const { contents, openHandlers } = guarded()
    expect(openHandlers.map((handler) => handler({ url: OWN }))).toEqual([{ action: 'deny' }])
    const webview = preventable()
    contents.emit('will-attach-webview', webview, {}, {})
    const unload = preventable()
    contents.emit('will-prevent-unload', unload)
    expect([webview.isPrevented, unload.isPrevented]).toEqual([true, true])
  })
})

describe('guardApp', () => {
  function guarded() {
    const app = new EventEmitter()
    const logger = new RecordingLogger()
    guardApp(app as unknown as GuardedApp, logger)
    return { app, logger }
  }

  it('guards every contents that is created', () => {
    const { app } = guarded()
    const contents = Object.assign(new EventEmitter(), { setWindowOpenHandler: () => undefined })
    app.emit('web-contents-created', {}, contents)
    const event = { ...preventable(), url: 'https://evil.example/', isMainFrame: true }
    contents.emit('will-navigate', event)
    expect(event.isPrevented).toBe(true)
  })

  it.each([
    ['certificate-error', [undefined, 'https://a.example/', 'ERR_CERT_INVALID', {}], [false]],
    ['select-client-certificate', [undefined, 'https://a.example/', [{}]], []],
    ['login', [undefined, {}, {}], []],
  ])('answers %s with nothing', (name, values, expected) => {
    const { app } = guarded()
    const event = preventable()
    const answers: unknown[][] = []
    app.emit(name, event, ...values, (...answer: unknown[]) => answers.push(answer))
    expect([event.isPrevented, answers]).toEqual([true, [expected]])
  })
})

function preventable() {
  return {
    isPrevented: false,
    preventDefault() {
      this.isPrevented = true
    },
  }
}
