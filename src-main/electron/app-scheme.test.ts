import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from '../base/index.ts'
import { APP_SCHEME_PRIVILEGES, createAppHandler, isOwnUrl } from './app-scheme.ts'
import { RecordingLogger } from './testing/recording-logger.ts'

const root = realpathSync(mkdtempSync(join(tmpdir(), 'app-scheme-')))
const rendererFolder = join(root, 'renderer')
mkdirSync(join(rendererFolder, 'assets', 'folder.js'), { recursive: true })
for (const file of ['index.html', 'favicon.svg', 'assets/index-1.js', 'assets/index-1.js.map', '.hidden.js', 'x.exe']) {
  writeFileSync(join(rendererFolder, file), `inside ${file}`)
}
for (const file of ['secret.js', 'renderer.js']) writeFileSync(join(root, file), 'outside')
mkdirSync(join(root, 'renderer-2'))
writeFileSync(join(root, 'renderer-2', 'secret.js'), 'outside')
symlinkSync(join(root, 'secret.js'), join(rendererFolder, 'link.js'))
symlinkSync(root, join(rendererFolder, 'up'))
symlinkSync(join(root, 'renderer-2', 'secret.js'), join(rendererFolder, 'twin.js'))

afterAll(() => rmSync(root, { recursive: true, force: true }))

function handler(options: { readFile?: (path: string) => Promise<Uint8Array<ArrayBuffer>> } = {}) {
  const logger = new RecordingLogger()
  return { logger, answer: createAppHandler({ rendererFolder, logger, ...options }) }
}

/** A request as Electron gives it: its address need not be one that Node's `Request` would take or leave as it is. */
function request(url: string, method = 'GET'): Request {
  return { url, method } as Request
}

const get = (path: string): Promise<Response> => handler().answer(request(`app://wheelhouse${path}`))

describe('isOwnUrl', () => {
  it.each(['app://wheelhouse', 'app://wheelhouse/', 'app://wheelhouse/index.html?a#b'])('knows %s', (url) => {
    expect(isOwnUrl(url)).toBe(true)
  })

  it.each([
    '',
    'about:blank',
    'app:wheelhouse',
    'app:///wheelhouse',
    'app://wheelhouse.evil.com/',
    'app://wheelhouse@evil.com/',
    'app://user@wheelhouse/',
    'app://wheelhouse:1/',
    'app://evil/wheelhouse',
    'apps://wheelhouse/',
    'https://wheelhouse/',
    'https://evil.com/app://wheelhouse/',
    'blob:app://wheelhouse/1',
    'data:text/html,app://wheelhouse',
    'file:///app://wheelhouse',
    'javascript:location="app://wheelhouse"',
  ])('refuses %j', (url) => {
    expect(isOwnUrl(url)).toBe(false)
  })
})

describe('the handler of the scheme', () => {
  it('has the rights of a web page and no more', () => {
    expect(APP_SCHEME_PRIVILEGES).toEqual({
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    })
  })

  it('serves the page at its root with every protecting header', async () => {
    const response = await get('/')
    expect([response.status, await response.text()]).toEqual([200, 'inside index.html'])
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-length': '17',
      'cache-control': 'no-cache',
      'content-security-policy': contentSecurityPolicy([]),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=(), display-capture=()'),
    })
  })

  it('serves files with the type of their ending, and lets those with a hash in their name be kept', async () => {
    const script = await get('/assets/index%2D1.js')
    expect([script.status, script.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8'])
    expect(script.headers.get('cache-control')).toContain('immutable')
    expect((await get('/favicon.svg?v=1#x')).headers.get('content-type')).toBe('image/svg+xml')
  })

  it('answers HEAD without a body', async () => {
    const response = await handler().answer(request('app://wheelhouse/index.html', 'HEAD'))
    expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([200, '17', ''])
  })

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'get'])('refuses the method %s', async (method) => {
    const response = await handler().answer(request('app://wheelhouse/', method))
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })

  it.each(['app://other/index.html', 'app://wheelhouse:80/index.html', 'https://wheelhouse/index.html', 'nonsense'])(
    'knows nothing at the address %s',
    async (url) => {
      const response = await handler().answer(request(url))
      expect(response.status).toBe(404)
      expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy([]))
    },
  )

  it.each([
    '/../secret.js',
    '/%2e%2e/secret.js',
    '/..%2fsecret.js',
    '/%252e%252e/secret.js',
    '/..\\secret.js',
    '/..%5csecret.js',
    '/%2e%2e%5csecret.js',
    '/assets/../../secret.js',
    '//secret.js',
    '/assets//index-1.js',
    '/../renderer-2/secret.js',
    '/../renderer.js',
    '/index.html%00.js',
    '/%00',
    '/%',
    '/%ff.js',
    '/C:/secret.js',
    '/index.html::$DATA',
    '/link.js',
    '/twin.js',
    '/up/secret.js',
    '/up/renderer/index.html/../../secret.js',
    '/.hidden.js',
    '/x.exe',
    '/assets/index-1.js.map',
    '/assets',
    '/assets/',
    '/assets/folder.js',
    '/index.html/',
    '/index.html/x.js',
    '/missing.js',
    `/${'a'.repeat(5000)}.js`,
  ])('gives nothing for %s', async (path) => {
    const { answer, logger } = handler()
    const response = await answer(request(`app://wheelhouse${path}`))
    expect([response.status, await response.text()]).toEqual([404, 'Not found\n'])
    expect(logger.faults).toEqual([])
  })

  it('never reads outside of its folder, whatever the path', async () => {
    const read: string[] = []
    const { answer } = handler({
      readFile: async (path) => {
        read.push(path)
        return readFile(path)
      },
    })
    const piece = fc.oneof(
      fc.constantFrom('..', '.', '%2e', '%2E%2e', '%2f', '%5c', '\\', '//', '%00', '%25', ':', '~', 'C:'),
      fc.constantFrom('up', 'assets', 'renderer', 'secret.js', 'link.js', 'index.html', 'index-1.js', 'renderer-2'),
      fc.string({ maxLength: 6 }),
    )
    const path = fc.tuple(fc.array(piece, { maxLength: 7 }), fc.constantFrom('/', '')).map(([all, by]) => all.join(by))
    let served = 0
    await fc.assert(
      fc.asyncProperty(path, async (hostile) => {
        const response = await answer(request(`app://wheelhouse/${hostile}`))
        const text = await response.text()
        served += Number(response.status === 200)
        expect([200, 404]).toContain(response.status)
        expect(text).not.toContain('outside')
      }),
      { numRuns: 2_000 },
    )
    // The property would hold for a handler that serves nothing.
    expect(served).toBeGreaterThan(10)
    expect(read.filter((file) => !file.startsWith(rendererFolder + sep))).toEqual([])
  })

  it('answers 500 and logs why where a file cannot be read', async () => {
    const { answer, logger } = handler({ readFile: () => Promise.reject(new Error('disk on fire')) })
    const response = await answer(request('app://wheelhouse/index.html'))
    expect([response.status, await response.text()]).toEqual([500, 'The file could not be read\n'])
    expect(logger.faults.map(({ fields }) => fields)).toEqual([{ file: 'index.html', error: 'disk on fire' }])
  })

  it('answers 404 where the page was never built', async () => {
    const answer = createAppHandler({ rendererFolder: join(root, 'nowhere'), logger: new RecordingLogger() })
    expect((await answer(request('app://wheelhouse/'))).status).toBe(404)
  })
})
