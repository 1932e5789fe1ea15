import { Toast } from '@base-ui/react/toast'
import { CircleCheck, CircleX, Info, TriangleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'
import './dialog.css'
import { type ToastKind, toastManager } from './toast-manager.ts'

const ICONS = { success: CircleCheck, info: Info, warn: TriangleAlert, error: CircleX } as const

const kindOf = (type: string | undefined): ToastKind =>
  type !== undefined && type in ICONS ? (type as ToastKind) : 'info'

/** Shows the toasts of `showToast` over its children: at most three at a time. */
export function ToastArea({ children }: { readonly children: ReactNode }) {
  return (
    <Toast.Provider toastManager={toastManager} limit={3}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="toasts">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function ToastList() {
  const { toasts } = Toast.useToastManager<{ count: number }>()
  return toasts.map((toast) => {
    const kind = kindOf(toast.type)
    const Icon = ICONS[kind]
    const count = toast.data?.count ?? 1
    return (
      <Toast.Root key={toast.id} toast={toast} className="toast" swipeDirection={[]}>
        <Icon size={14} className={`toast-icon-${kind}`} aria-hidden="true" />
        <Toast.Content className="toast-content">
          <Toast.Title className="toast-title" render={<p />} />
          <Toast.Description className="toast-description" />
        </Toast.Content>
        {count > 1 && <span className="toast-fold">×{count}</span>}
        <Toast.Close className="button button-icon button-quiet toast-close" aria-label="Dismiss">
          <X size={12} aria-hidden="true" />
        </Toast.Close>
      </Toast.Root>
    )
  })
}
