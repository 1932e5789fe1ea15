import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { contentSecurityPolicy } from '../base/index.ts'
import { API_PREFIX } from './rest.ts'

const DOCUMENT_URL = `${API_PREFIX}/openapi.json`
const PAGE_URL = `${API_PREFIX}/docs`

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Wheelhouse: interface</title>
    <link rel="stylesheet" href="${PAGE_URL}/swagger-ui.css" />
    <link rel="icon" href="${PAGE_URL}/favicon-32x32.png" />
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="${PAGE_URL}/swagger-ui-bundle.js"></script>
    <script src="${PAGE_URL}/start.js"></script>
  </body>
</html>
`
const START = `SwaggerUIBundle({ url: '${DOCUMENT_URL}', dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null })\n`

/** Files of Swagger UI that the page needs, and their types; nothing else of the package is served. */
const PACKAGE_FILES = {
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'swagger-ui.css': 'text/css; charset=utf-8',
  'favicon-32x32.png': 'image/png',
} as const

/**
 * The OpenAPI document and a page to read it. Both hold nothing but the contract, so they need no token; the page
 * asks for one (Authorize) before it calls anything.
 */
export async function addDocs(server: FastifyInstance, options: { version: string }): Promise<void> {
  let document: Promise<string> | undefined
  server.get(DOCUMENT_URL, async (_request, reply) => {
    document ??= documentText(options.version)
    return reply.type('application/json; charset=utf-8').send(await document)
  })
  server.get(PAGE_URL, (request, reply) =>
    reply
      .header('content-security-policy', contentSecurityPolicy([`ws://${request.host}`]))
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(PAGE),
  )
  server.get(`${PAGE_URL}/`, (_request, reply) => reply.redirect(PAGE_URL))
  server.get(`${PAGE_URL}/start.js`, (_request, reply) => reply.type('text/javascript; charset=utf-8').send(START))
  for (const [file, type] of Object.entries(PACKAGE_FILES)) {
    server.get(`${PAGE_URL}/${file}`, async (_request, reply) =>
      reply
        .header('cache-control', 'max-age=3600')
        .type(type)
        .send(await readFile(join(packageFolder(), file))),
    )
  }
}

/** The generator is a large library that most runs never need: it is loaded when the document is asked for. */
async function documentText(version: string): Promise<string> {
  const { createOpenApiDocument } = await import('./openapi.ts')
  return JSON.stringify(await createOpenApiDocument({ version, serverUrl: API_PREFIX }))
}

function packageFolder(): string {
  return dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
}
