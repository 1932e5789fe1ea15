import { readFile as readFileOfDisk, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import type { CustomScheme } from 'electron/main'
import { APP_HOST, APP_ORIGIN, APP_SCHEME } from '../../src-contract/index.ts'
import { contentSecurityPolicy, errorText, type Logger } from '../base/index.ts'

/** The page that the window loads. */
export const APP_ENTRY = `${APP_ORIGIN}/index.html`

/**
 * The scheme behaves as https does: it has an origin, is a secure context and may be fetched from. It must be
 * registered before the program is ready.
 */
export const APP_SCHEME_PRIVILEGES: CustomScheme = {
  scheme: APP_SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
}

/** What the built page consists of; anything else is not served, source maps included. */
const MIME_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/** A name as the build gives it: no dot file, no `..`, no separator, drive, stream or escape of any system. */
const PLAIN_NAME = /^[\w-][\w.-]*$/

const DENIED_FEATURES = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
]

const SAFETY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy([]),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': DENIED_FEATURES.map((feature) => `${feature}=()`).join(', '),
}

/** Errors of the file system that mean "there is no such file". */
const ABSENT_CODES = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENAMETOOLONG'])

export interface AppHandlerOptions {
  /** Folder of the built page; may lie inside an asar archive. */
  readonly rendererFolder: string
  readonly logger: Logger
  /** Reads one file; the disk's unless given. */
  readonly readFile?: (path: string) => Promise<Uint8Array<ArrayBuffer>>
}

/** Whether an address is one of the window's own pages. Compared part by part: its beginning proves nothing. */
export function isOwnUrl(address: string): boolean {
  // `URL.origin` is "null" for schemes that Node does not know.
  const url = URL.parse(address)
  if (url === null || url.username !== '' || url.password !== '') return false
  return url.protocol === `${APP_SCHEME}:` && url.host === APP_HOST
}

/** Answers the requests of the window's own scheme with files of the built page; never throws. */
export function createAppHandler(options: AppHandlerOptions): (request: Request) => Promise<Response> {
  const { rendererFolder, logger, readFile = readFileOfDisk } = options
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return textResponse(405, 'Only GET and HEAD are allowed', { allow: 'GET, HEAD' })
    }
    const names = namesOf(request.url)
    const type = names && MIME_TYPES[extname(names.at(-1) ?? '')]
    if (!names || !type) return notFound()
    try {
      const path = await realpath(join(rendererFolder, ...names))
      if (!path.startsWith(`${await realpath(rendererFolder)}${sep}`)) return notFound()
      const bytes = await readFile(path)
      return fileResponse(request.method === 'HEAD' ? null : bytes, {
        'content-type': type,
        'content-length': String(bytes.byteLength),
        'cache-control': cacheControl(names),
      })
    } catch (error) {
      if (isAbsent(error)) return notFound()
      logger.error('A file of the page could not be read', { file: names.join('/'), error: errorText(error) })
      return textResponse(500, 'The file could not be read')
    }
  }
}

/** Folder names and file name that an address asks for, decoded once; undefined where it cannot be one of ours. */
function namesOf(address: string): readonly string[] | undefined {
  if (!isOwnUrl(address)) return undefined
  const path = decoded(new URL(address).pathname)
  if (path === '' || path === '/') return ['index.html']
  const names = path?.slice(1).split('/')
  return names?.every((name) => PLAIN_NAME.test(name)) ? names : undefined
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    // A broken escape names no file.
    return undefined
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ABSENT_CODES.has(String(error.code))
}

/** Files in `assets` carry a hash of their content in their name. */
function cacheControl(names: readonly string[]): string {
  return names[0] === 'assets' ? 'public, max-age=31536000, immutable' : 'no-cache'
}

function fileResponse(body: Uint8Array<ArrayBuffer> | null, headers: Readonly<Record<string, string>>): Response {
  return new Response(body, { status: 200, headers: { ...SAFETY_HEADERS, ...headers } })
}

function notFound(): Response {
  return textResponse(404, 'Not found')
}

function textResponse(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(`${text}\n`, {
    status,
    headers: {
      ...SAFETY_HEADERS,
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      ...headers,
    },
  })
}
