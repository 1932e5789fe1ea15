import { existsSync } from 'node:fs'
import { join, sep } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { contentSecurityPolicy } from '../base/index.ts'

const NOT_BUILT = 'The page has not been built. Run "npm run build" and start the engine again.\n'
/** Files below it carry a hash of their content in their name. */
const HASHED_FOLDER = `${sep}assets${sep}`

/** Serves the built window to a browser. */
export async function addStaticPages(server: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) {
    server.get('/', (_request, reply) => reply.code(404).type('text/plain; charset=utf-8').send(NOT_BUILT))
    return
  }
  await server.register(async (pages) => {
    pages.addHook('onRequest', async (request, reply) => {
      reply.header('content-security-policy', contentSecurityPolicy([`ws://${request.host}`]))
    })
    await pages.register(fastifyStatic, {
      root: folder,
      cacheControl: false,
      setHeaders: (reply, path) => void reply.header('cache-control', cacheControl(path)),
    })
  })
}

function cacheControl(path: string): string {
  return path.includes(HASHED_FOLDER) ? 'public, max-age=31536000, immutable' : 'no-cache'
}
