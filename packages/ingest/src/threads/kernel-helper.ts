import { workerData } from 'node:worker_threads'
import { type HelperStart, helpKernel } from '@headway/learn/help'

/** A thread that helps the kernel until it is sent home. */
helpKernel(workerData as HelperStart)
