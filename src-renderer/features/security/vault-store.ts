import { create } from 'zustand'
import type { VaultView } from '../../../src-contract/index.ts'

export interface VaultStore {
  /** Undefined before the engine has said it. */
  readonly vault: VaultView | undefined
  readonly set: (vault: VaultView) => void
}

/** How the secrets are kept, as last heard: by the status bar that asks, or by the dialog that changes it. */
export const useVaultStore = create<VaultStore>()((set) => ({
  vault: undefined,
  set: (vault) => set({ vault }),
}))
