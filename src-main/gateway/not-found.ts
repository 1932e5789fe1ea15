import type { FastifyInstance } from 'fastify'
import { tableError } from './errors.ts'
import { sendError } from './http-server.ts'
import { listProcedures } from './procedure-list.ts'
import { API_PREFIX } from './rest.ts'

/** Says under which paths there is something, and which methods a path takes. */
export function addNotFound(server: FastifyInstance): void {
  const known = listProcedures().map(({ method, path }) => `${method} ${API_PREFIX}${path}`)
  server.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? request.url
    const methods = known.filter((route) => matches(route.slice(route.indexOf(' ') + 1), path)).map(methodOf)
    const hint = methods.length > 0 ? `It takes ${methods.join(', ')}.` : `See ${API_PREFIX}/openapi.json.`
    const message = `There is nothing at ${request.method} ${path}. ${hint}`
    return sendError(reply, tableError('NOT_FOUND', { message, data: { method: request.method, path, known } }))
  })
}

function methodOf(route: string): string {
  return route.slice(0, route.indexOf(' '))
}

function matches(template: string, path: string): boolean {
  const wanted = template.split('/')
  const given = path.split('/')
  return wanted.length === given.length && wanted.every((part, index) => part.startsWith('{') || part === given[index])
}
