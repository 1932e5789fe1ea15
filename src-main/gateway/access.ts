import type { IncomingHttpHeaders } from 'node:http'
import { WS_TOKEN_PREFIX } from '../../src-contract/index.ts'
import { tableError } from './errors.ts'

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]']
const HTTP_PORT = 80
const BEARER = 'Bearer '

/**
 * Values of `Host` that mean this engine. A page of an attacker whose name resolves to 127.0.0.1 sends its own
 * name here (DNS rebinding). `names` are those under which a machine that listens to others is known.
 */
export function allowedHosts(port: number, names: readonly string[] = []): ReadonlySet<string> {
  const hosts = new Set<string>()
  for (const name of [...LOOPBACK_NAMES, ...names.map(bracketed)]) {
    hosts.add(`${name}:${port}`)
    if (port === HTTP_PORT) hosts.add(name)
  }
  return hosts
}

/**
 * Refuses requests that name another host, or that a page of another origin sent.
 * @throws ORPCError `FOREIGN_HOST` (421) or `FOREIGN_ORIGIN` (403).
 */
export function checkProvenance(headers: IncomingHttpHeaders, hosts: ReadonlySet<string>): void {
  const { host, origin } = headers
  if (host === undefined || !hosts.has(host.toLowerCase())) {
    throw tableError('FOREIGN_HOST', { data: { host: host ?? null, allowed: [...hosts] } })
  }
  if (origin !== undefined && !isOwnOrigin(origin, hosts)) throw tableError('FOREIGN_ORIGIN', { data: { origin } })
}

/** Token of an `Authorization: Bearer` header. */
export function bearerToken(headers: IncomingHttpHeaders): string | undefined {
  const { authorization } = headers
  return authorization?.startsWith(BEARER) ? authorization.slice(BEARER.length).trim() : undefined
}

/** Token of a WebSocket request: the header, or, because a browser cannot set one, the second subprotocol. */
export function socketToken(headers: IncomingHttpHeaders): string | undefined {
  const protocols = (headers['sec-websocket-protocol'] ?? '').split(',').map((protocol) => protocol.trim())
  const carrier = protocols.find((protocol) => protocol.startsWith(WS_TOKEN_PREFIX))
  return carrier?.slice(WS_TOKEN_PREFIX.length) ?? bearerToken(headers)
}

/** A host as it stands in an address: IPv6 in brackets. */
export function bracketed(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
}

function isOwnOrigin(origin: string, hosts: ReadonlySet<string>): boolean {
  const scheme = 'http://'
  return origin.startsWith(scheme) && hosts.has(origin.slice(scheme.length).toLowerCase())
}
