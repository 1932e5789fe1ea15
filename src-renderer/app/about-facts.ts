import type { AboutView } from '../../src-contract/index.ts'

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

const ENGINE_HOST: Readonly<Record<AboutView['engineHost'], string>> = {
  utility: 'In a process of its own',
  main: 'Inside the desktop program',
}

/** What the about dialog says, in its order. */
export function aboutFacts({ desktop, engineVersion, engineAddress }: AboutKnown): readonly AboutFact[] {
  if (desktop === undefined) {
    return [
      { label: 'Version', value: engineVersion ?? 'The engine has not said it yet' },
      { label: 'Runs in', value: 'A browser' },
    ]
  }
  const facts = [
    { label: 'Version', value: desktop.version },
    { label: 'Runs in', value: 'The desktop window' },
    { label: 'Engine', value: ENGINE_HOST[desktop.engineHost] },
    { label: 'Electron', value: desktop.electron },
    { label: 'Chromium', value: desktop.chromium },
    { label: 'Node', value: desktop.node },
    { label: 'Data folder', value: desktop.dataFolder },
  ]
  return engineAddress === undefined ? facts : [...facts, { label: 'Web interface', value: engineAddress }]
}
