import type { App } from 'electron'
import { type AboutView, PRODUCT_PAGES } from '../../src-contract/index.ts'
import type { DesktopPaths } from './ports.ts'
import { PRODUCT_NAME } from './product.ts'

export interface AboutOptions {
  readonly version: string
  readonly versions: Pick<NodeJS.ProcessVersions, 'chrome' | 'electron' | 'node'>
  readonly paths: Pick<DesktopPaths, 'home'>
  readonly engineHost: AboutView['engineHost']
}

/** What this program is and where it keeps things. */
export function aboutView({ version, versions, paths, engineHost }: AboutOptions): AboutView {
  return {
    version,
    electron: versions['electron'] ?? 'unknown',
    chromium: versions['chrome'] ?? 'unknown',
    node: versions.node,
    dataFolder: paths.home,
    engineHost,
  }
}

/** The system's own panel, which macOS opens from its menu and Linux from the desktop. */
export function describeProgram(app: Pick<App, 'setAboutPanelOptions'>, version: string): void {
  app.setAboutPanelOptions({
    applicationName: PRODUCT_NAME,
    applicationVersion: version,
    website: PRODUCT_PAGES.documentation,
    copyright: 'MIT licence. Licences of what is built in: Help, About.',
  })
}
