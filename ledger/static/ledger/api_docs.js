// Shows the API's schema on the page of its docs.
"use strict";

window.addEventListener("load", () => {
  const page = document.getElementById("api");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
  dark.addEventListener("change", follow);
  follow();
  window.SwaggerUIBundle({
    domNode: page,
    url: page.dataset.schema,
    docExpansion: "none",
    defaultModelsExpandDepth: 0,
    validatorUrl: null,
    requestInterceptor: (request) => {
      request.headers["X-CSRFToken"] = page.dataset.token;
      return request;
    },
  });
});
