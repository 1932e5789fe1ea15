import type { AboutView } from '../../src-contract/index.ts'
import { words } from '../i18n/index.ts'

export interface AboutFact {
  readonly label: string
  readonly value: string
}

export interface AboutKnown {
  /** What the desktop program said of itself; undefined in a browser, and until it has. */
  readonly desktop: AboutView | undefined
  /** Version of the engine; undefined until it has said it. */
  readonly engineVersion: string | undefined
  /** Where the engine that the desktop program hosts answers; undefined in a browser and while none runs. */
  readonly engineAddress: string | undefined
}

/** What the about dialog says, in its order. */
export function aboutFacts({ desktop, engineVersion, engineAddress }: AboutKnown): readonly AboutFact[] {
  const t = words('about')
  if (desktop === undefined) {
    return [
      { label: t('version'), value: engineVersion ?? t('versionUnknown') },
      { label: t('runsIn'), value: t('browser') },
    ]
  }
  const facts = [
    { label: t('version'), value: desktop.version },
    { label: t('runsIn'), value: t('desktop') },
    { label: t('engine'), value: desktop.engineHost === 'utility' ? t('ownProcess') : t('insideProgram') },
    { label: t('electron'), value: desktop.electron },
    { label: t('chromium'), value: desktop.chromium },
    { label: t('node'), value: desktop.node },
    { label: t('dataFolder'), value: desktop.dataFolder },
  ]
  return engineAddress === undefined ? facts : [...facts, { label: t('webInterface'), value: engineAddress }]
}
