import "./app/trustedTypes.ts";
import "./style/index.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App.tsx";

const root = document.querySelector("#root");
if (root === null) throw new Error("The page has no place for the pages.");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
