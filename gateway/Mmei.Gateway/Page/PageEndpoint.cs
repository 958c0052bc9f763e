using Microsoft.AspNetCore.Http.HttpResults;
using Mmei.Hosting.Failures;

namespace Mmei.Gateway.Page;

/// <summary>The page for people: <c>/</c>, and what it loads below <c>/page/</c>. It needs no key; what it calls does.</summary>
internal static class PageEndpoint
{
    private const string Start = "index.html";

    public static void MapPage(this IEndpointRouteBuilder routes)
    {
        var files = PageFiles.Read();
        var page = routes.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        page.MapGet("/", (HttpResponse response) => Serve(files[Start], response));

        // One route for all files: each would be a series of its own in the metrics.
        page.MapGet("/page/{**path}", (string? path, HttpResponse response) =>
            files.TryGetValue(path ?? "", out var file) && path != Start
                ? Serve(file, response)
                : throw new NotFoundFailure("There is no such file."));
    }

    private static FileContentHttpResult Serve(PageFile file, HttpResponse response)
    {
        PageHeaders.Apply(response.Headers);
        return TypedResults.Bytes(file.Content, file.ContentType, entityTag: file.Tag);
    }
}
