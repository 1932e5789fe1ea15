import type { Configuration } from 'electron-builder'

/**
 * Switches that are burnt into Electron's program file: what a package allows whoever starts it.
 * Nobody may use it as a plain Node, attach a debugger or have it load code from beside its archive.
 */
export const FUSES = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  /** Windows and macOS check the archive's hash; Linux does not know this switch. */
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
} as const satisfies NonNullable<Configuration['electronFuses']>
