import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import type { ReactNode } from 'react'
import './base.css'
import './fonts.css'
import './tokens.css'
import { ToastArea } from './toasts.tsx'

/** What every widget needs around it: styles, toasts, and no style elements, which the page's security policy forbids. */
export function UiRoot({ children }: { readonly children: ReactNode }) {
  return (
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={400}>
        <ToastArea>{children}</ToastArea>
      </Tooltip.Provider>
    </CSPProvider>
  )
}
