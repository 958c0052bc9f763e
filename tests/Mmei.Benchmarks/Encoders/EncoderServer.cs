using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;

namespace Mmei.Benchmarks.Encoders;

/// <summary>
/// The encoder service behind the least HTTP there can be, so that it pays what the peer pays: a body becomes a message, its answer a body.
/// </summary>
internal static class EncoderServer
{
    /// <summary>How long an answer is waited for; longer than any load here makes it wait.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Serves until standard input ends.</summary>
    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        EncoderService.Add(builder);
        await using var app = builder.Build();
        app.MapPost("/image", (HttpContext context, EncoderService service) => AnswerAsync(Modality.Image, context, service));
        app.MapPost("/audio", (HttpContext context, EncoderService service) => AnswerAsync(Modality.Audio, context, service));
        app.MapPost("/text", (HttpContext context, EncoderService service) => AnswerAsync(Modality.Text, context, service));
        await app.StartAsync(cancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        await Console.Out.WriteLineAsync($"listening {new Uri(address).Port}");
        while (await Console.In.ReadLineAsync(cancellationToken) is not null)
        {
        }

        await app.StopAsync(cancellationToken);
    }

    private static async Task<IResult> AnswerAsync(Modality modality, HttpContext context, EncoderService service)
    {
        var body = new byte[(int)context.Request.ContentLength!];
        await context.Request.Body.ReadExactlyAsync(body, context.RequestAborted);
        return await service.EncodeAsync(new Medium(modality, body), Patience) switch
        {
            ModalityEncoded encoded => Results.Bytes(encoded.Tokens.Data),
            ModalityRejected { Code: RejectionCode.Overloaded } => Results.StatusCode(StatusCodes.Status503ServiceUnavailable),
            _ => Results.StatusCode(StatusCodes.Status422UnprocessableEntity),
        };
    }
}
