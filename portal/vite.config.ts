/** How the pages are built: nothing inline, nothing from elsewhere, and each lazy page a file of its own. */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  worker: { format: "es" },
  build: {
    outDir: "dist",
    target: "es2022",
    // The CSP lets no data: script run, and pictures are few.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Charts are large, and loaded only by pages that show one.
    chunkSizeWarningLimit: 700,
  },
});
