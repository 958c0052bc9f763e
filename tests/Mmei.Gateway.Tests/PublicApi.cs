using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Mmei.Feedback;
using Mmei.Hosting;
using Mmei.Messaging;
using Mmei.Ranking;

namespace Mmei.Gateway.Tests;

/// <summary>The description of the API, as the endpoints of all services give it in one host.</summary>
internal static class PublicApi
{
    private static readonly JsonSerializerOptions Form =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<string> DescribeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddServiceDefaults();
        builder.Services.ConfigureHttpJsonOptions(static json => ReplaceConverters(json.SerializerOptions));
        builder.AddGateway();
        builder.AddRanking();
        builder.AddFeedback();
        builder.AddMessaging(static bus => bus.AddGatewayConsumers());
        await using var app = builder.Build();
        app.MapGateway();
        app.MapCatalog();
        app.MapFeedback();

        // Endpoints are published by this; the host itself need not start.
        app.UseRouting();
        app.UseEndpoints(static _ => { });
        var provider = app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>("v1");
        var document = await provider.GetOpenApiDocumentAsync(TestContext.Current.CancellationToken);
        return Normalize(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, TestContext.Current.CancellationToken));
    }

    /// <summary>
    /// The exporter of schemas sees through the serializer's own converters alone. They write the same and read more, which a test of
    /// what is refused holds against the document.
    /// </summary>
    private static void ReplaceConverters(JsonSerializerOptions options)
    {
        options.Converters.Clear();
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }

    /// <summary>One form for equal documents.</summary>
    private static string Normalize(string json) => JsonNode.Parse(json)!.ToJsonString(Form) + "\n";
}
