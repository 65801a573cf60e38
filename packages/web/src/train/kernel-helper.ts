import { type HelperStart, helpKernel } from '@headway/learn/help'

/** A worker that helps the kernel; it says when it is loaded. */
self.onmessage = ({ data }: MessageEvent<HelperStart>) => helpKernel(data)
self.postMessage('loaded')
