// Gives the fields that select2 makes the name of the field they stand for: select2 itself gives them none.
"use strict";
(function ($) {
  function nameAll(root) {
    $(root).find("select.admin-autocomplete").each(function () {
      const label = document.querySelector(`label[for="${CSS.escape(this.id)}"]`);
      if (label) {
        const words = label.textContent.trim().replace(/:$/, "");
        $(this).next(".select2-container").find("[role=combobox], [role=textbox], [role=searchbox]").attr("aria-label", words);
      }
    });
  }
  $(function () { nameAll(document); });
  document.addEventListener("formset:added", function (event) { nameAll(event.target); });
})(django.jQuery);
