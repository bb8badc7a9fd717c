// Starts the dashboard in the page.
import { Tooltip } from "@base-ui/react/tooltip";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { queryClient } from "./api/desk.ts";
import { router } from "./routes.tsx";
import "./styles/app.css";
import { Toasts } from "./ui/toasts.tsx";

const container = document.getElementById("root");
if (container === null) throw new Error("index.html has no element with the id root");

createRoot(container).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <Tooltip.Provider delay={300}>
        <RouterProvider router={router} />
        <Toasts />
      </Tooltip.Provider>
    </QueryClientProvider>
  </StrictMode>,
);
