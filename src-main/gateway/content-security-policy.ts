/**
 * Policy of every page we serve: scripts and styles from this engine only, nothing inline, no frames, no forms.
 * `host` is the checked `Host` of the request: sockets are named beside 'self', which not every browser extends to them.
 */
export function contentSecurityPolicy(host: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ws://${host}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
