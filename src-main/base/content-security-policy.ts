/**
 * Policy of every page we serve: scripts and styles from this program only, nothing inline, no frames, no forms.
 * `sockets` are addresses that the page may open WebSockets to beside its own origin, which not every browser extends
 * to them; none in the desktop window, which has message ports instead.
 */
export function contentSecurityPolicy(sockets: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    ["connect-src 'self'", ...sockets].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
