import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { neededRole } from './guard.ts'
import { listProcedures } from './procedure-list.ts'
import { TestGateway } from './testing/start-gateway.ts'

let folder = ''
let gateway: TestGateway
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wheelhouse-pages-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Wheelhouse</title>')
  await writeFile(join(folder, 'assets', 'index-abc123.js'), 'export {}')
  gateway = await new TestGateway({ rendererFolder: folder }).start()
})
afterAll(async () => {
  await gateway.gateway.stop()
  await rm(folder, { recursive: true })
})

const get = (path: string): Promise<Response> => fetch(gateway.address + path, { redirect: 'manual' })
const policy = (): string =>
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
  `connect-src 'self' ws://127.0.0.1:${gateway.port}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

describe('the page', () => {
  it('is served under a policy that allows nothing inline and nothing foreign', async () => {
    const response = await get('/')
    expect(await response.text()).toContain('<title>Wheelhouse</title>')
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-security-policy': policy(),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
      'content-type': 'text/html; charset=utf-8',
    })
  })

  it('lets a browser keep files whose name carries a hash', async () => {
    const response = await get('/assets/index-abc123.js')
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(response.headers.get('content-type')).toBe('application/javascript; charset=utf-8')
    await response.text()
  })

  it('gives nothing from outside its folder', async () => {
    for (const path of ['/..%2f..%2fetc%2fpasswd', '/%2e%2e/%2e%2e/etc/passwd', '/assets/..%2f..%2f..%2fetc/passwd']) {
      const response = await get(path)
      expect(response.status).toBeGreaterThanOrEqual(400)
      expect(await response.text()).not.toContain('root:')
    }
  })

  it('says that it has not been built where that is so', async () => {
    const bare = await new TestGateway().start()
    const response = await fetch(`${bare.address}/`)
    expect({ status: response.status, text: await response.text() }).toEqual({
      status: 404,
      text: 'The page has not been built. Run "npm run build" and start the engine again.\n',
    })
    await bare.gateway.stop()
  })
})

describe('the documentation', () => {
  it('has every procedure with its role and its idempotency key', async () => {
    const document = (await (await get('/api/openapi.json')).json()) as {
      openapi: string
      paths: Record<string, Record<string, unknown>>
    }
    expect(document.openapi).toMatch(/^3\.1/)
    const procedures = listProcedures()
    for (const { path, method, meta } of procedures) {
      expect(document.paths[path]?.[method.toLowerCase()]).toMatchObject({
        'x-role': neededRole(meta),
        ...(meta.idempotent && { 'x-idempotent': 'key' }),
      })
    }
    const operations = Object.values(document.paths).flatMap((methods) => Object.keys(methods))
    expect(operations).toHaveLength(procedures.length)
  })

  it('has a page of its own files only, under the same policy', async () => {
    const page = await get('/api/docs')
    const html = await page.text()
    expect(page.headers.get('content-security-policy')).toBe(policy())
    expect(html).not.toMatch(/<script>|<style|style="|https?:\/\//)
    const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file ?? '')
    expect(files).toHaveLength(4)
    for (const file of files) {
      const response = await get(file)
      expect({ file, status: response.status }).toEqual({ file, status: 200 })
      expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(50)
    }
    expect((await get('/api/docs/')).headers.get('location')).toBe('/api/docs')
  })
})
