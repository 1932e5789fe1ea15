import type { MacConfiguration } from 'electron-builder'

export interface MacSigning {
  readonly options: Pick<MacConfiguration, 'hardenedRuntime' | 'identity' | 'notarize'>
  /** Apple silicon runs no program without a signature; where there is no certificate, flipped fuses need a new ad-hoc one. */
  readonly resetAdHocSignature: boolean
}

const NOTARY_CREDENTIALS = [
  ['APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER'],
  ['APPLE_ID', 'APPLE_APP_SPECIFIC_PASSWORD', 'APPLE_TEAM_ID'],
  ['APPLE_KEYCHAIN', 'APPLE_KEYCHAIN_PROFILE'],
] as const

/** With a certificate: hardened runtime, and notarised where Apple's credentials are at hand. Without: signed by nobody. */
export function macSigning(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): MacSigning {
  if (!hasMacCertificate(environment)) {
    return {
      options: { identity: null, hardenedRuntime: false, notarize: false },
      resetAdHocSignature: platform === 'darwin',
    }
  }
  const notarize = NOTARY_CREDENTIALS.some((names) => names.every((name) => Boolean(environment[name])))
  return { options: { hardenedRuntime: true, notarize }, resetAdHocSignature: false }
}

/** The environment without signing variables that are empty: a secret that is not set arrives as one. */
export function signingEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const isUnset = ([name, value]: [string, string | undefined]): boolean =>
    value === '' && /^(?:WIN_)?CSC_|^APPLE_/.test(name)
  return Object.fromEntries(Object.entries(environment).filter((entry) => !isUnset(entry)))
}

/** Says for each system in the arguments what its package will lack; empty where nothing does. */
export function signingNotes(environment: NodeJS.ProcessEnv, platforms: readonly NodeJS.Platform[]): string[] {
  const notes: string[] = []
  if (platforms.includes('darwin') && !hasMacCertificate(environment)) {
    notes.push('No certificate for macOS (CSC_LINK or CSC_NAME): the package is not signed, and macOS will warn of it.')
  } else if (platforms.includes('darwin') && macSigning(environment).options.notarize !== true) {
    notes.push('No credentials of Apple (APPLE_API_KEY …): the package is signed but not notarised.')
  }
  if (platforms.includes('win32') && !hasWindowsCertificate(environment)) {
    notes.push('No certificate for Windows (WIN_CSC_LINK): the package is not signed, and SmartScreen will warn of it.')
  }
  return notes
}

function hasMacCertificate(environment: NodeJS.ProcessEnv): boolean {
  return Boolean(environment['CSC_LINK'] || environment['CSC_NAME'])
}

function hasWindowsCertificate(environment: NodeJS.ProcessEnv): boolean {
  return Boolean(environment['WIN_CSC_LINK'] || environment['CSC_LINK'])
}
