// Before the journeys: the demo is made once, as an operator and its people would, and each portal begins with a copy of it.
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Portal } from './portal.mjs';

export default async function () {
  const made = await mkdtemp(join(tmpdir(), 'siegelpost-demo-'));
  const portal = await Portal.start();
  await portal.interrupt();
  await cp(portal.folder, join(made, 'data'), { recursive: true });
  await writeFile(join(made, 'demo.json'), JSON.stringify(portal.demo));
  await rm(portal.folder, { recursive: true });
  process.env.SIEGELPOST_DEMO = made;
  return () => rm(made, { recursive: true, force: true });
}
