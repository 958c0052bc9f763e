{{/* Name, labels and annotations of an object. Call with root and name; labels and annotations of its own, where it has any, and `as` where it is called otherwise. */}}
{{- define "mmei.metadata" -}}
name: {{ get . "as" | default (include "mmei.name" .) }}
labels:
  {{- include "mmei.labels" . | nindent 2 }}
  {{- with get . "labels" }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- with merge (dict) (get . "annotations" | default dict) .root.Values.commonAnnotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
