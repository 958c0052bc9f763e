using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Mmei.Gateway.Observe;

/// <summary>Describes the multipart form of an observation, which differs from its JSON form.</summary>
internal static class MultipartDescription
{
    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var content = operation.RequestBody?.Content
            ?? throw new InvalidOperationException("The operation has no request body to describe.");
        content["multipart/form-data"] = new OpenApiMediaType
        {
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Properties = new Dictionary<string, IOpenApiSchema>
                {
                    ["request"] = content["application/json"].Schema!,
                    ["image"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary", Description = "A picture or a short video, with `consent` in `request`; see `imageTypes` of the limits." },
                    ["audio"] = new OpenApiSchema
                    {
                        Type = JsonSchemaType.String,
                        Format = "binary",
                        Description = "A sound, with `consent` in `request`; see `audioTypes` of the limits.",
                    },
                },
                AdditionalPropertiesAllowed = false,
            },
        };
        return Task.CompletedTask;
    }
}
