import type { App, Session, WebContents } from 'electron/main'
import type { Logger } from '../base/index.ts'
import { isOwnUrl } from './app-scheme.ts'

/** The one permission that the page has: to copy text. */
const GRANTED_PERMISSION = 'clipboard-sanitized-write'

export type GuardedSession = Pick<
  Session,
  | 'on'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setPermissionRequestHandler'
  | 'setSpellCheckerEnabled'
  | 'setSpellCheckerLanguages'
  | 'webRequest'
>
export type GuardedContents = Pick<WebContents, 'on' | 'setWindowOpenHandler'>
export type GuardedApp = Pick<App, 'on'>

export interface GuardOptions {
  readonly logger: Logger
  /** A packaged program has no developer tools. */
  readonly isPackaged: boolean
}

/**
 * Closes the session of the window: no permissions, no devices, no downloads, and no request to anything but the
 * page's own files. Meant for the default session only; what main itself fetches uses others.
 */
export function guardSession(session: GuardedSession, { logger, isPackaged }: GuardOptions): void {
  denyPermissions(session, logger)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null))
  session.on('will-download', (event, item) => {
    event.preventDefault()
    logger.warn('A download of the page was refused', { url: item.getURL() })
  })
  session.webRequest.onBeforeRequest((details, callback) => {
    const cancel = !isAllowedRequest(details, isPackaged)
    if (cancel) logger.warn('A request of the page was refused', { url: details.url, type: details.resourceType })
    callback({ cancel })
  })
  // Checking would fetch dictionaries from a foreign host.
  session.setSpellCheckerEnabled(false)
  session.setSpellCheckerLanguages([])
}

/** Keeps contents of any kind on the window's own pages: no navigation elsewhere, no new windows, no embedded views. */
export function guardContents(contents: GuardedContents, logger: Logger): void {
  const keepHome = (event: { preventDefault(): void; readonly url: string; readonly isMainFrame: boolean }): void => {
    if (event.isMainFrame && isOwnUrl(event.url)) return
    event.preventDefault()
    logger.warn('A navigation was refused', { url: event.url, isMainFrame: event.isMainFrame })
  }
  contents.on('will-navigate', keepHome)
  contents.on('will-redirect', keepHome)
  contents.on('will-frame-navigate', keepHome)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  // A page must not be able to keep the window open.
  contents.on('will-prevent-unload', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    logger.warn('A new window was refused', { url })
    return { action: 'deny' }
  })
}

/** Guards every contents that is ever created, and refuses certificates and logins: the page talks to no server. */
export function guardApp(app: GuardedApp, logger: Logger): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, logger))
  app.on('certificate-error', (event, ...[, url, error, , answer]) => {
    event.preventDefault()
    logger.warn('A certificate was refused', { url, error })
    answer(false)
  })
  app.on('select-client-certificate', (event, ...[, , , answerWithNone]) => {
    event.preventDefault()
    answerWithNone()
  })
  app.on('login', (event, ...[, , , cancel]) => {
    event.preventDefault()
    cancel()
  })
}

/** Chromium checks first and asks where the check fails: both give the same answer. */
function denyPermissions(session: GuardedSession, logger: Logger): void {
  session.setPermissionCheckHandler(
    (_contents, permission, ...[requestingOrigin, details]) =>
      permission === GRANTED_PERMISSION && details.isMainFrame && isOwnUrl(requestingOrigin),
  )
  session.setPermissionRequestHandler((_contents, permission, ...[answer, details]) => {
    const granted = permission === GRANTED_PERMISSION && details.isMainFrame && isOwnUrl(details.requestingUrl)
    if (!granted) logger.warn('A permission was refused', { permission, url: details.requestingUrl })
    answer(granted)
  })
}

function isAllowedRequest(
  { url, resourceType }: { readonly url: string; readonly resourceType: string },
  isPackaged: boolean,
): boolean {
  if (isOwnUrl(url)) return true
  // Pictures inside style sheets, which the page's content security policy allows as well.
  if (resourceType === 'image' && url.startsWith('data:')) return true
  return !isPackaged && url.startsWith('devtools:')
}
